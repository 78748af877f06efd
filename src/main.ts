import { Command, Option } from 'commander';
import { link } from './main/link.ts';
import { migrateDatabase } from './main/migrate.ts';
import { start } from './main/start.ts';
import type { Part } from './main/house.ts';

const program = new Command('wheelhouse').description(
  'The room from which a team steers its AI-agent pipelines, in the channels where the team already talks.',
);

const collect = (file: string, files: string[]): string[] => [...files, file];
const projectOption = new Option('-p, --project <file>', 'a project file; once for each')
  .argParser(collect)
  .default([]);
const dataOption = new Option('-d, --data <folder>', 'where the embedded database keeps its data');

program
  .command('start', { isDefault: true })
  .description('bring everything up and print a sign-in link')
  .addOption(projectOption)
  .addOption(dataOption)
  .addOption(new Option('--only <part>', 'run one part in this process').choices(['worker', 'bots', 'api']))
  .action((o: { project: string[]; data?: string; only?: Part }) =>
    start({ project: o.project, data: o.data ?? null, only: o.only ?? null }),
  );

program
  .command('link')
  .description('print a sign-in link for a console user')
  .argument('[user]', 'the part after "local/" of a console account', 'owner')
  .addOption(dataOption)
  .action((user: string, o: { data?: string }) => link(user, o.data ?? null));

program
  .command('migrate')
  .description('bring the database up to this version, and end')
  .addOption(dataOption)
  .action((o: { data?: string }) => migrateDatabase(o.data ?? null));

try {
  await program.parseAsync();
} catch (error) {
  // An error with a code is written for the operator; anything else is a bug, and its stack is wanted.
  const known = error instanceof Error && 'code' in error;
  process.stderr.write(known ? `${error.message}\n(${String(error.code)})\n` : `${String((error as Error).stack)}\n`);
  process.exit(1);
}
