import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import type { Quadrilateral } from '../../src-shared/decoder/engine.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'
import type { Camera } from './camera-parts.ts'

interface LivePictureProperties {
  readonly camera: Camera
  readonly stream: MediaStream
  readonly language: Language
  /** Buttons that lie on the picture. */
  readonly children: ReactNode
}

/** The camera's picture as it is, unmirrored, with a frame to aim at and the outline of the code that was found. */
export function LivePicture({ camera, stream, language, children }: LivePictureProperties): ReactNode {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (element === null) return undefined
    element.srcObject = stream
    // Playing fails where the picture was taken away again in the same moment.
    element.play().catch(() => undefined)
    return () => {
      // Else the last picture would stay in the element's memory.
      element.srcObject = null
    }
  }, [stream])
  const strings = stringsOf(language).camera
  return (
    <div className="camera-picture">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a camera's picture has no sound */}
      <video ref={video} className="camera-video" muted playsInline disablePictureInPicture aria-label={strings.picture} />
      <Outline camera={camera} language={language} />
      <div className="camera-tools">{children}</div>
    </div>
  )
}

function Outline({ camera, language }: { readonly camera: Camera; readonly language: Language }): ReactNode {
  const { position, isBlack, width, height } = useSyncExternalStore(camera.view.watch, camera.view.get)
  if (isBlack) {
    return (
      <p className="camera-black" aria-live="polite">
        {stringsOf(language).camera.black}
      </p>
    )
  }
  return (
    <svg className="camera-outline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {position === null ? (
        <rect x={width * 0.12} y={height * 0.16} width={width * 0.76} height={height * 0.68} rx={width * 0.03} />
      ) : (
        <polygon points={pointsOf(position)} data-found="" />
      )}
    </svg>
  )
}

function pointsOf(position: Quadrilateral): string {
  return position.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(' ')
}
