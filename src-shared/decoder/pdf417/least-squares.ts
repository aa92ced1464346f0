/** Weighted least squares over a few unknowns: observations are added one by one, then solved. */
export interface LeastSquares {
  clear(): void
  /** One observation: `value` is expected to be the sum of the unknowns times `factors`. */
  add(factors: ArrayLike<number>, value: number, weight: number): void
  /** The unknowns; `damping` is added to the diagonal, in the unit of the weights. Null where they are not determined. */
  solve(damping: number): Float64Array | null
}

export function leastSquares(unknowns: number): LeastSquares {
  const matrix = new Float64Array(unknowns * unknowns)
  const right = new Float64Array(unknowns)
  return {
    clear() {
      matrix.fill(0)
      right.fill(0)
    },
    add(factors, value, weight) {
      for (let row = 0; row < unknowns; row++) {
        const factor = weight * (factors[row] ?? 0)
        right[row] = (right[row] ?? 0) + factor * value
        for (let column = 0; column <= row; column++) {
          const at = row * unknowns + column
          matrix[at] = (matrix[at] ?? 0) + factor * (factors[column] ?? 0)
        }
      }
    },
    solve(damping) {
      return cholesky(matrix, right, unknowns, damping)
    },
  }
}

function cholesky(matrix: Float64Array, right: Float64Array, size: number, damping: number): Float64Array | null {
  const root = new Float64Array(size * size)
  const result = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = (matrix[row * size + column] ?? 0) + (row === column ? damping : 0)
      for (let index = 0; index < column; index++) sum -= (root[row * size + index] ?? 0) * (root[column * size + index] ?? 0)
      if (row === column) {
        if (!(sum > 1e-9)) return null
        root[row * size + row] = Math.sqrt(sum)
      } else {
        root[row * size + column] = sum / (root[column * size + column] ?? 1)
      }
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0
    for (let index = 0; index < row; index++) sum -= (root[row * size + index] ?? 0) * (result[index] ?? 0)
    result[row] = sum / (root[row * size + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = result[row] ?? 0
    for (let index = row + 1; index < size; index++) sum -= (root[index * size + row] ?? 0) * (result[index] ?? 0)
    result[row] = sum / (root[row * size + row] ?? 1)
  }
  return result
}
