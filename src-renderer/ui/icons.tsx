import type { ReactNode } from 'react'
import type { MisreadGuard } from '../../src-shared/intake/misread-guard.ts'
import type { Outcome, Tone } from '../../src-shared/coverage/verdict.ts'

/** Line drawings on a 24-unit grid. All are decoration: the words beside them say the same. */
function Drawing({ children, className }: { readonly children: ReactNode; readonly className?: string | undefined }): ReactNode {
  return (
    <svg className={`icon ${className ?? ''}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

interface IconProperties {
  readonly className?: string
}

export function TickIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M5 12.6l4.6 4.6L19 7" />
    </Drawing>
  )
}

export function CrossIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M6 6l12 12M18 6L6 18" />
    </Drawing>
  )
}

export function EyeIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </Drawing>
  )
}

export function QuestionIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M7.2 8.6c0-6.2 9.6-6 9.6 0 0 3.8-4.8 3.9-4.8 7.4" />
      <path d="M12 20.4v.1" />
    </Drawing>
  )
}

export function NoteIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <circle cx="12" cy="12" r="2.4" className="icon-filled" />
    </Drawing>
  )
}

export function SoundIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9.2a4 4 0 010 5.6M18 6.8a7.4 7.4 0 010 10.4" />
    </Drawing>
  )
}

export function SilentIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 10l4.5 4.5M20.5 10L16 14.5" />
    </Drawing>
  )
}

export function SunIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
    </Drawing>
  )
}

export function MoonIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M20 14.2A8.3 8.3 0 019.8 4a8.3 8.3 0 1010.2 10.2z" />
    </Drawing>
  )
}

export function SystemThemeIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 3.5v17a8.5 8.5 0 000-17z" className="icon-filled" />
    </Drawing>
  )
}

export function CameraIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M3 8.5a2 2 0 012-2h2.2l1.6-2.3h6.4l1.6 2.3H19a2 2 0 012 2v8.8a2 2 0 01-2 2H5a2 2 0 01-2-2z" />
      <circle cx="12" cy="12.8" r="3.6" />
    </Drawing>
  )
}

export function CameraSwitchIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M4 9.5h14.5M14.5 5.5l4 4-4 4M20 15.5H5.5M9.5 11.5l-4 4 4 4" />
    </Drawing>
  )
}

export function TorchIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M9.5 17.5h5M10.5 20.5h3M8.9 14.6a5.6 5.6 0 116.2 0c-.6.5-.9 1.1-.9 1.9H9.8c0-.8-.3-1.4-.9-1.9z" />
    </Drawing>
  )
}

export function DownIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M12 5v13M6.5 12.5L12 18l5.5-5.5" />
    </Drawing>
  )
}

export function ChevronIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M6.5 9.5L12 15l5.5-5.5" />
    </Drawing>
  )
}

/** The product's mark: a policy card with a tick. */
export function ProductMark({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <rect x="2.5" y="5" width="19" height="14" rx="3" />
      <path d="M6 9.5h5M14 14.2l1.8 1.8 3.2-3.6" />
    </Drawing>
  )
}

/** Bars of a code, struck through. */
function UnreadIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <path d="M4 6v12M7.5 6v12M12 6v3M12 14v4M16.5 6v12M20 6v12M3 19L21 5" />
    </Drawing>
  )
}

/** A card with a cross: something else than a policy. */
function OtherCodeIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <rect x="2.5" y="5" width="19" height="14" rx="3" />
      <path d="M9 9l6 6M15 9l-6 6" />
    </Drawing>
  )
}

/** A magnifying glass that finds nothing. */
function AbsentIcon({ className }: IconProperties): ReactNode {
  return (
    <Drawing className={className}>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="M15.5 15.5L21 21M8 10.5h5" />
    </Drawing>
  )
}

const guardIcons = { 'read-badly': UnreadIcon, 'not-a-policy': OtherCodeIcon, 'not-in-copy': AbsentIcon } as const
const outcomeIcons = { covered: TickIcon, 'not-covered': CrossIcon, 'needs-a-look': EyeIcon, 'not-checked': QuestionIcon } as const
const toneIcons = { ok: TickIcon, stop: CrossIcon, look: EyeIcon, unknown: QuestionIcon, note: NoteIcon } as const

/** The symbol of an outcome: tick, cross, eye, question mark (coverage rules §1). */
export function OutcomeIcon({ outcome, className = '' }: { readonly outcome: Outcome; readonly className?: string }): ReactNode {
  const Icon = outcomeIcons[outcome]
  return <Icon className={className} />
}

/** The symbol of an answer: of its own where nothing was checked because of what was read. */
export function AnswerIcon({ outcome, guard }: { readonly outcome: Outcome; readonly guard: MisreadGuard | null }): ReactNode {
  const Icon = guard === null ? outcomeIcons[outcome] : guardIcons[guard]
  return <Icon className="" />
}

export function ToneIcon({ tone, className = '' }: { readonly tone: Tone; readonly className?: string }): ReactNode {
  const Icon = toneIcons[tone]
  return <Icon className={className} />
}
