/** The light of a frame, and of its code where one is in sight. */
export interface FrameLight {
  /** Mean level of the frame, 0 black … 255 white. */
  readonly brightness: number
  /** 0…1, how far the darkest and the lightest twentieth of the pixels lie apart. */
  readonly contrast: number
  /** 0…1, the share of the code's area that is burnt out to white; 0 where no code is in sight. */
  readonly glare: number
  /** 0…1, how steep the steepest edges are; 1 is from black to white within one pixel. */
  readonly sharpness: number
}
