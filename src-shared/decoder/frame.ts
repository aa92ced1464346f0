/** A picture as browsers and image readers give it: four bytes a pixel (red, green, blue, alpha), rows from the top. */
export interface RgbaImage {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** A grey picture: one byte a pixel, 0 black to 255 white, rows from the top. */
export interface LuminanceFrame {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/**
 * Turns a colour picture into a grey one. Transparent places count as white paper: a code on a transparent ground is
 * stored as black on «black with no opacity» and would vanish otherwise.
 */
export function toLuminance(image: RgbaImage): LuminanceFrame {
  const { width, height, data } = image
  const grey = new Uint8ClampedArray(width * height)
  for (let pixel = 0, from = 0; pixel < grey.length; pixel++, from += 4) {
    const alpha = data[from + 3] ?? 255
    // 0.299 red + 0.587 green + 0.114 blue in 1/1024.
    const level = (306 * (data[from] ?? 0) + 601 * (data[from + 1] ?? 0) + 117 * (data[from + 2] ?? 0)) >> 10
    grey[pixel] = alpha === 255 ? level : (level * alpha + 255 * (255 - alpha)) / 255
  }
  return { data: grey, width, height }
}

/** The same grey picture with four bytes a pixel, opaque. */
export function toRgba(frame: LuminanceFrame): RgbaImage {
  const data = new Uint8ClampedArray(frame.data.length * 4)
  for (let pixel = 0, to = 0; pixel < frame.data.length; pixel++, to += 4) {
    const level = frame.data[pixel] ?? 0
    data[to] = level
    data[to + 1] = level
    data[to + 2] = level
    data[to + 3] = 255
  }
  return { data, width: frame.width, height: frame.height }
}

/** White becomes black and the reverse: a code shown by a telephone in its dark theme. */
export function invert(frame: LuminanceFrame): LuminanceFrame {
  return { ...frame, data: frame.data.map((level) => 255 - level) }
}

/** Turned by 90° clockwise. */
export function rotate(frame: LuminanceFrame): LuminanceFrame {
  const { width, height, data } = frame
  const turned = new Uint8ClampedArray(data.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      turned[column * height + (height - 1 - row)] = data[row * width + column] ?? 0
    }
  }
  return { data: turned, width: height, height: width }
}

/** Twice as wide and high with values between neighbours, for bars only a pixel or two wide. */
export function enlarge(frame: LuminanceFrame): LuminanceFrame {
  const { width, height, data } = frame
  const wide = width * 2
  const large = new Uint8ClampedArray(wide * height * 2)
  const level = (column: number, row: number): number => data[Math.min(row, height - 1) * width + Math.min(column, width - 1)] ?? 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const here = level(column, row)
      const right = level(column + 1, row)
      const below = level(column, row + 1)
      const at = row * 2 * wide + column * 2
      large[at] = here
      large[at + 1] = (here + right) / 2
      large[at + wide] = (here + below) / 2
      large[at + wide + 1] = (here + right + below + level(column + 1, row + 1)) / 4
    }
  }
  return { data: large, width: wide, height: height * 2 }
}

/** Half as wide and high, each pixel the mean of four; takes away the grain of a large photograph. */
export function reduce(frame: LuminanceFrame): LuminanceFrame {
  const width = frame.width >> 1
  const height = frame.height >> 1
  const small = new Uint8ClampedArray(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * 2 * frame.width + column * 2
      const above = (frame.data[at] ?? 0) + (frame.data[at + 1] ?? 0)
      const below = (frame.data[at + frame.width] ?? 0) + (frame.data[at + frame.width + 1] ?? 0)
      small[row * width + column] = (above + below) / 4
    }
  }
  return { data: small, width, height }
}
