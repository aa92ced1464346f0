/** Bytes at random, the same in every run. */
export function randomBytes(): (count: number) => Uint8Array {
  let state = 20_261_122
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
  return (count) => Uint8Array.from({ length: count }, next)
}
