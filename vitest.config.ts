import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } },
      { test: { name: 'store', include: ['test/store/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 30_000 } },
      { test: { name: 'host', include: ['test/host/**/*.test.ts'], environment: 'node', pool: 'forks', testTimeout: 30_000 } },
    ],
  },
})
