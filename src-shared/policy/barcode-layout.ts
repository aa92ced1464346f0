/** Fixed offsets of the paper policy's barcode (policy formats §1.2–§1.4). The length rules of the format stand only here. */
export const BARCODE_LENGTH = 130
export const DATA_LENGTH = 65
export const NAMES_OFFSET = 9

export interface BarcodeLayout {
  /** Bytes of the name field, from offset 9. */
  readonly namesLength: number
  /** Characters of the name field. */
  readonly namesCapacity: number
  readonly sex: number
  readonly birthDate: number
  readonly expires: number
}

export const layouts: Readonly<Record<1 | 2, BarcodeLayout>> = {
  1: { namesLength: 42, namesCapacity: 56, sex: 51, birthDate: 52, expires: 54 },
  2: { namesLength: 51, namesCapacity: 68, sex: 60, birthDate: 61, expires: 63 },
}

/** Type 01 only: six bytes. */
export const OGRN_OFFSET = 56
/** Type 01 only: three bytes. */
export const OKATO_OFFSET = 62

/** Day 0 of the 16-bit dates. */
export const FIRST_DAY = '1900-01-01'
/** The last day that 16 bits hold, day 65535. */
export const LAST_DAY = '2079-06-06'
