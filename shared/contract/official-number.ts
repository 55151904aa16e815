/** The platform's own number of a case (申报号): 21 characters, and only the platform can give one out. */
import { z } from 'zod';

export const OfficialNumber = z.string().regex(/^[0-9A-Z]{21}$/);
