import { z } from 'zod'

/** What a station is enrolled with; bytes in base64. */
export const followOrderSchema = z.strictObject({ dataset: z.string(), root: z.string(), contentKey: z.string(), source: z.string() })
export type FollowOrder = z.infer<typeof followOrderSchema>
