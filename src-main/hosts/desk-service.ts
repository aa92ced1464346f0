import type { EventName } from '../../src-shared/contract.ts'

export interface DeskEvent {
  readonly name: EventName
  readonly payload: unknown
}

/** The composed desk as a host of screens sees it: one door, one stream of events. */
export interface DeskService {
  /** Answers every call, unknown methods and bad input too; never rejects. */
  dispatch(method: string, input: unknown): Promise<unknown>
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: DeskEvent) => void): () => void
}
