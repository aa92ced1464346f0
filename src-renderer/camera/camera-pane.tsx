import { useState, useSyncExternalStore, type ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { CameraIcon, CameraSwitchIcon, TorchIcon } from '../ui/icons.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { stringsOf } from '../ui/strings.ts'
import { CameraStrip } from './camera-strip.tsx'
import type { Camera } from './camera-parts.ts'
import type { CameraState, CodeNote } from './camera-state.ts'
import { CameraList } from './camera-list.tsx'
import { LivePicture } from './live-picture.tsx'
import { TroubleWords } from './trouble-words.tsx'

interface CameraPaneProperties {
  readonly camera: Camera
  readonly host: StationState['host']
  readonly language: Language
  /** For a second after a code was read. */
  readonly note: CodeNote | null
  /** The patient's data have left the screen by themselves, and the picture of what lies there with them. */
  readonly isDataHidden: boolean
}

/** The small picture beside the answer. It is live and never kept; closed, it is one quiet button. */
export function CameraPane({ camera, host, language, note, isDataHidden }: CameraPaneProperties): ReactNode {
  const state = useSyncExternalStore(camera.state.watch, camera.state.get)
  const strings = stringsOf(language).camera
  if (state.phase.name === 'closed') {
    return (
      <aside className="camera" aria-label={strings.region} data-phase="closed">
        <ActionButton label={strings.open} shortcut="F2" onPress={camera.open} look="quiet" icon={<CameraIcon />} />
      </aside>
    )
  }
  return (
    <aside className="camera" aria-label={strings.region} data-phase={state.phase.name} data-note={note} data-testid="camera">
      <CameraPicture camera={camera} state={state} host={host} language={language} isDataHidden={isDataHidden} />
      <footer className="camera-strip">
        <CameraStrip camera={camera} phase={state.phase} note={note} language={language} />
        <button type="button" className="camera-close" onClick={camera.close}>
          {strings.close}
          <KeyCap>F2</KeyCap>
        </button>
      </footer>
    </aside>
  )
}

interface CameraPictureProperties {
  readonly camera: Camera
  readonly state: CameraState
  readonly host: StationState['host']
  readonly language: Language
  readonly isDataHidden: boolean
}

function CameraPicture({ camera, state, host, language, isDataHidden }: CameraPictureProperties): ReactNode {
  const [isChoosing, setChoosing] = useState(false)
  const [isUncovered, setUncovered] = useState(false)
  // The next time the data leave, the picture is covered again.
  if (isUncovered && !isDataHidden) setUncovered(false)
  const strings = stringsOf(language).camera
  const { phase, devices, device, torch } = state
  const canChoose = devices.length > 1
  const switchList = () => setChoosing(!isChoosing)
  if (isChoosing && canChoose) {
    const choose = (chosen: (typeof devices)[number]) => {
      setChoosing(false)
      camera.choose(chosen)
    }
    return <CameraList devices={devices} device={device} language={language} onChoose={choose} onLeave={switchList} />
  }
  switch (phase.name) {
    case 'live':
      if (isDataHidden && !isUncovered) {
        return (
          <div className="camera-words" aria-live="polite">
            <p>{strings.covered}</p>
            <button type="button" className="camera-button" onClick={() => setUncovered(true)}>
              {strings.uncover}
            </button>
          </div>
        )
      }
      return (
        <LivePicture camera={camera} stream={phase.stream} language={language}>
          {torch === null ? null : (
            <button
              type="button"
              className="camera-button"
              onClick={() => camera.setTorch(torch === 'off')}
              aria-pressed={torch === 'on'}
              aria-label={strings.torch}
              title={strings.torch}
            >
              <TorchIcon />
            </button>
          )}
          {canChoose ? (
            <button type="button" className="camera-button" onClick={switchList} aria-label={strings.choose} title={strings.choose}>
              <CameraSwitchIcon />
            </button>
          ) : null}
        </LivePicture>
      )
    case 'trouble':
      return (
        <TroubleWords
          trouble={phase.trouble}
          isRetrying={phase.isRetrying}
          host={host}
          language={language}
          onAgain={camera.tryAgain}
          onChoose={canChoose ? switchList : null}
        />
      )
    case 'starting':
      return (
        <div className="camera-words" aria-live="polite">
          <p>{phase.isAsking ? strings.asking : strings.starting}</p>
          {phase.isAsking ? null : <progress className="progress-bar camera-progress" aria-label={strings.starting} />}
        </div>
      )
    case 'paused':
    case 'closed':
      return <div className="camera-words">{phase.name === 'paused' ? <p>{strings.paused}</p> : null}</div>
  }
}
