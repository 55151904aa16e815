import { z } from 'zod';

// Under a policy without unsafe-eval zod must not even try to compile its parsers. Stands before any schema is built.
z.config({ jitless: true });
