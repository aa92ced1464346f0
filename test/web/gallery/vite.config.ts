import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Serves the gallery of fixed desk states; used by its screenshots and while working on styles. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: ['../../..'] } },
  build: { outDir: '../../../.cache/gallery', emptyOutDir: true, assetsInlineLimit: 0 },
})
