import { lastWords } from './main/last-words.ts';
import { createProgram } from './main/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.stderr.write(lastWords(error));
  process.exit(1);
}
