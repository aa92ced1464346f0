import { useState } from 'react'
import type { MethodInput } from '../../src-shared/contract.ts'
import type { CallFailure } from '../client.ts'
import type { UpdateOrder, Updates } from './use-updates.ts'

/** One place from which orders are given: it tells that one is under way, and why the last one was refused. */
export interface Order {
  readonly isPending: boolean
  readonly failure: CallFailure | null
  /** True where it was carried out. */
  give<Name extends UpdateOrder>(name: Name, input: MethodInput<Name>): Promise<boolean>
}

export function useOrder(updates: Updates): Order {
  const [isPending, setIsPending] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  return {
    isPending,
    failure,
    async give(name, input) {
      setIsPending(true)
      setFailure(null)
      const answer = await updates.give(name, input)
      setIsPending(false)
      if (!answer.ok) setFailure(answer.error)
      return answer.ok
    },
  }
}
