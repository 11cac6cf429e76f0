import { StartRefused } from '../start-refused.ts';
import { crossCheck } from './clinic-file.rules.ts';
import { ClinicFile } from './clinic-file.schema.ts';

/** The file as it can be used, or a start refused with a sentence for everything that needs mending. */
export function readClinicFile(content: unknown, name: string): ClinicFile {
  const parsed = ClinicFile.safeParse(content);
  const faults = parsed.success ? crossCheck(parsed.data) : parsed.error.issues;
  if (parsed.success && faults.length === 0) return parsed.data;
  const lines = faults.map(({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`);
  throw new StartRefused([`The demo clinic in ${name} cannot be used:`, ...lines].join('\n'));
}
