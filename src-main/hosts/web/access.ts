import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may ask: a one-time code is exchanged once for a token. Both live in memory only and end with the process. */
export interface Access {
  /** A fresh one-time code; an earlier one that nobody used stops working. */
  issueCode(): string
  /** The token for a code, or null where the code is wrong or used up. */
  exchange(code: string): string | null
  /** Whether the value of an `Authorization` header carries a token given out here. */
  admits(authorization: string | undefined): boolean
}

/** More tabs than this at one desk are a mistake; the oldest then has to be opened anew. */
const maximumTokens = 16

/** Nothing is admitted before the first code is issued and exchanged. */
export function createAccess(): Access {
  let code: Buffer | null = null
  const tokens: Buffer[] = []
  return {
    issueCode() {
      const fresh = randomBytes(32).toString('base64url')
      code = digest(fresh)
      return fresh
    },
    exchange(presented) {
      if (code === null || !timingSafeEqual(code, digest(presented))) return null
      code = null
      const token = randomBytes(32).toString('base64url')
      tokens.push(digest(token))
      if (tokens.length > maximumTokens) tokens.shift()
      return token
    },
    admits(authorization) {
      const presented = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1]
      if (presented === undefined) return false
      const wanted = digest(presented)
      return tokens.some((token) => timingSafeEqual(token, wanted))
    },
  }
}

/** Digests have equal lengths, which the comparison in constant time needs. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
