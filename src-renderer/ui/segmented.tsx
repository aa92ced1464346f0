import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'

interface SegmentedProperties<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly { readonly value: Value; readonly title: string }[]
  readonly onChange: (value: Value) => void
}

/** One of a few, side by side. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProperties<Value>): ReactNode {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <RadioGroup className="segmented" value={value} onChange={choose} orientation="horizontal">
      <Label className="field-label">{label}</Label>
      <div className="segments">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="segment">
            {option.title}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
