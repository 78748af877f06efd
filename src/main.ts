import { createProgram } from './main/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  // An error with a code is written for the operator; anything else is a bug, and its stack is wanted.
  const known = error instanceof Error && 'code' in error;
  process.stderr.write(known ? `${error.message}\n(${String(error.code)})\n` : `${String((error as Error).stack)}\n`);
  process.exit(1);
}
