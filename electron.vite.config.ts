import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname

/** Puts the decoder's WebAssembly beside the main bundle, where `bundledFile` looks for it. */
const wasmFiles: Plugin = {
  name: 'polis-desk:wasm-files',
  generateBundle() {
    for (const specifier of ['zxing-wasm/reader/zxing_reader.wasm', 'zxing-wasm/writer/zxing_writer.wasm']) {
      const source = readFileSync(fileURLToPath(import.meta.resolve(specifier)))
      this.emitFile({ type: 'asset', fileName: path.basename(specifier), source })
    }
  },
}

/** The licenses of what is bundled and is no package of code: they ship beside the bundles, as `licenses.md` does. */
function furtherLicenses(files: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'polis-desk:further-licenses',
    generateBundle() {
      for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source: readFileSync(source) })
    },
  }
}

const license = { fileName: 'licenses.md' }

/** Of the package file the bundles carry the version only, not the list of our tools. */
const packageVersion: Plugin = {
  name: 'polis-desk:package-version',
  enforce: 'pre',
  load(id) {
    if (id !== path.join(root, 'package.json')) return null
    const { version } = JSON.parse(readFileSync(id, 'utf8'))
    return JSON.stringify({ version })
  },
}

/** The web host and the start script run from the sources and are no input here: they never reach the product. */
export default defineConfig({
  main: {
    plugins: [
      packageVersion,
      wasmFiles,
      furtherLicenses({ 'licenses-barcode-engine.md': path.join(root, 'resources/licenses/barcode-engine.md') }),
    ],
    // Its form for Node declares a `require` of its own, which clashes with the one the builder adds; the other form unpacks as well.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      outDir: path.join(root, 'out/main'),
      license,
      sourcemap: false,
      rolldownOptions: {
        input: {
          electron: path.join(root, 'src-main/hosts/electron/main.ts'),
          'register-worker': path.join(root, 'src-main/hosts/updates/register-worker.ts'),
          'decoder-worker': path.join(root, 'src-main/hosts/cli/decoder-worker.ts'),
        },
        // All files in one folder: the bundle finds its worker and its WebAssembly beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name][extname]' },
      },
    },
  },
  preload: {
    build: {
      outDir: path.join(root, 'out/preload'),
      sourcemap: false,
      // A sandboxed preload is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: path.join(root, 'src-main/hosts/electron/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'src-renderer'),
    plugins: [react(), furtherLicenses({ 'licenses-inter.txt': path.join(root, 'node_modules/@fontsource-variable/inter/LICENSE') })],
    worker: { format: 'es' },
    build: {
      outDir: path.join(root, 'out/renderer'),
      license,
      emptyOutDir: true,
      sourcemap: false,
      minify: true,
      // The page's policy allows fonts and WebAssembly as files only.
      assetsInlineLimit: 0,
      // Everything comes from this computer; splitting would gain nothing.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: { index: path.join(root, 'src-renderer/index.html'), passphrase: path.join(root, 'src-renderer/passphrase.html') },
      },
    },
  },
})
