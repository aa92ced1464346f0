import { z } from 'zod'

// The content security policy of every host forbids building functions from text, which zod would otherwise try.
z.config({ jitless: true })
