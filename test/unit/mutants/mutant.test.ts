import { describe, expect, it } from 'vitest'
import { readMutant } from '../../mutants/mutant.ts'

const diff = 'diff --git a/src-shared/x.ts b/src-shared/x.ts\n--- a/src-shared/x.ts\n+++ b/src-shared/x.ts\n@@ -1 +1 @@\n-a\n+b\n'

describe('reading a mutant', () => {
  it('takes the tests, the reason and the files', () => {
    const text = `# catches: test/unit/x.test.ts\n# catches: test/store/y.test.ts\n# why: x is lost\n${diff}`
    expect(readMutant('x', text)).toEqual({
      ok: true,
      value: {
        name: 'x',
        why: 'x is lost',
        catches: ['test/unit/x.test.ts', 'test/store/y.test.ts'],
        touches: ['src-shared/x.ts'],
        patch: text,
      },
    })
  })

  it.each([
    ['no test', `# why: x\n${diff}`],
    ['no reason', `# catches: test/unit/x.test.ts\n${diff}`],
    ['no change', '# catches: test/unit/x.test.ts\n# why: x\n'],
    ['a test that vitest does not run', `# catches: test/web/x.spec.ts\n# why: x\n${diff}`],
    ['a change of a test', `# catches: test/unit/x.test.ts\n# why: x\n${diff.replaceAll('src-shared', 'test')}`],
  ])('refuses %s', (_, text) => {
    expect(readMutant('x', text).ok).toBe(false)
  })
})
