import '../../../src-renderer/configure-zod.ts'
import { createRoot } from 'react-dom/client'
import { DeskScreen } from '../../../src-renderer/desk/desk-screen.tsx'
import '../../../src-renderer/ui/styles/index.css'
import { fakeBridge } from '../../fakes/fake-bridge.ts'
import { languageSchema } from '../../../src-shared/coverage/verdict.ts'
import { sceneOf } from './scenes.ts'

// `?scene=covered&language=en&theme=dark`: one state of the desk with a bridge that answers from memory.
const parameters = new URLSearchParams(window.location.search)
const language = languageSchema.catch('ru').parse(parameters.get('language'))
const theme = parameters.get('theme') === 'dark' ? 'dark' : 'light'
const place = document.getElementById('screen')
if (place === null) throw new Error('index.html has no element «screen»')
createRoot(place).render(<DeskScreen bridge={fakeBridge(sceneOf(parameters.get('scene') ?? 'welcome', language, theme))} />)
