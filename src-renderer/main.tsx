import './configure-zod.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectBridge } from './bridge.ts'
import { DeskScreen } from './desk/desk-screen.tsx'
import './ui/styles/index.css'

const place = document.getElementById('screen')
if (place === null) throw new Error('index.html has no element «screen»')
const bridge = connectBridge()
createRoot(place).render(
  <StrictMode>
    <DeskScreen bridge={bridge} />
  </StrictMode>,
)
