import { describeFatal } from './main/fatal-error.ts';
import { createProgram } from './main/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.stderr.write(describeFatal(error));
  process.exit(1);
}
