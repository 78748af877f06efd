import { Command, InvalidArgumentError, Option } from 'commander';
import type { Part } from './house.ts';
import { printConfig } from './config.ts';
import { doctor, type DoctorOptions } from './doctor.ts';
import { createKey, listKeys, revokeKey, rotateKey, type CreateOptions, type RotateOptions } from './keys.ts';
import { exportToFile, verifyLedger, type ExportOptions, type VerifyOptions } from './ledger.ts';
import { invite } from './invite.ts';
import { link } from './link.ts';
import { manifest, type ManifestOptions } from './manifest.ts';
import { migrateDatabase } from './migrate.ts';
import { start } from './start.ts';

const collect = (file: string, files: string[]): string[] => [...files, file];
const projectOption = (): Option =>
  new Option('-p, --project <file>', 'a project file; once for each').argParser(collect).default([]);
const partNames: readonly Part[] = ['worker', 'bots', 'api'];
const readPart = (word: string, parts: Part[]): Part[] => {
  const part = partNames.find((name) => name === word);
  if (part === undefined) throw new InvalidArgumentError(`The parts are ${partNames.join(', ')}.`);
  return [...parts, part];
};
const onlyOption = (): Option =>
  new Option('--only <part>', 'run this part in this process; once for each').argParser(readPart).default([]);
const readPublicUrl = (text: string): URL => {
  if (URL.canParse(text) && text.startsWith('https://')) return new URL(text);
  throw new InvalidArgumentError(
    'Slack sends to https only: write PUBLIC_URL, such as https://wheelhouse.example.com.',
  );
};
const dataOption = (): Option =>
  new Option('-d, --data <folder>', 'where the embedded database and the heads are kept');
const headsOption = (): Option => new Option('--heads <file>', 'where the ledger heads are kept, outside the database');

interface Kept {
  data?: string;
  heads?: string;
}

interface StartFlags extends Kept {
  project: string[];
  only: Part[];
}

/** Every command with its options. Nothing runs before it is parsed. */
export function createProgram(): Command {
  const program = new Command('wheelhouse').description(
    'The room from which a team steers its AI-agent pipelines, in the channels where the team already talks.',
  );
  addStart(program);
  program
    .command('link')
    .description('print a sign-in link for a console user')
    .argument('[user]', 'the part after "local/" of a console account', 'owner')
    .addOption(dataOption())
    .addOption(headsOption())
    .action((user: string, o: Kept) => link(user, o.data ?? null, o.heads ?? null));
  program
    .command('migrate')
    .description('bring the database up to this version, and end')
    .addOption(dataOption())
    .action((o: { data?: string }) => migrateDatabase(o.data ?? null));
  program
    .command('doctor')
    .description(
      'check everything that has to be right, and say how to mend what is not; exit code 1 if something is not',
    )
    .addOption(projectOption())
    .addOption(dataOption())
    .addOption(headsOption())
    .option('--json', 'for programs')
    .action((o: DoctorOptions) => doctor(o));
  program
    .command('manifest')
    .description('print a link that makes the Slack app, and what to do next')
    .option('--http <url>', 'without Socket Mode: Slack reaches the console at this address', readPublicUrl)
    .option('--yaml', 'print the manifest itself')
    .action((o: ManifestOptions) => manifest(o));
  program
    .command('invite')
    .description('print the link that brings the bot into a Discord server, and what it asks for')
    .action(() => invite());
  program
    .command('config')
    .description('the settings that the environment gives')
    .command('print')
    .description('print every variable with its value, secrets hidden')
    .option('--redact', 'secrets are always hidden; this says so')
    .action(printConfig);
  addKeys(program.command('keys').description('the keys to the HTTP API'));
  addLedger(program.command('ledger').description('export the record of everything that happened, or verify it'));
  return program;
}

function addStart(program: Command): void {
  program
    .command('start', { isDefault: true })
    .description('bring everything up and print a sign-in link')
    .addOption(projectOption())
    .addOption(dataOption())
    .addOption(onlyOption())
    .addOption(headsOption())
    .action(({ project, data, only, heads }: StartFlags) =>
      start({ project, data: data ?? null, only, heads: heads ?? null }),
    );
}

function addKeys(keys: Command): void {
  keys
    .command('create')
    .description('make a key, and print its secret this once')
    .argument('<name>', 'what it is called')
    .requiredOption('--may <permissions>', 'what it is for: some of view, message, operate, decide, edit, configure')
    .option('--project <id>', 'the project that it opens, where there are several')
    .option('--person <id>', "whose key it is; without it, it is a program's, which can't answer questions")
    .option('--expires <time>', 'how long it lasts, such as 12h or 90d')
    .addOption(dataOption())
    .addOption(headsOption())
    .action((name: string, o: CreateOptions) => createKey(name, o));
  keys
    .command('list')
    .description('list the keys, without their secrets')
    .addOption(dataOption())
    .action((o: { data?: string }) => listKeys(o));
  keys
    .command('rotate')
    .description('give a key another secret; the old one keeps working for a while')
    .argument('<key>', 'its id')
    .option('--overlap <time>', 'how long the old secret keeps working')
    .option('--expires <time>', 'how long the new one lasts')
    .addOption(dataOption())
    .addOption(headsOption())
    .action((key: string, o: RotateOptions) => rotateKey(key, o));
  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<key>', 'its id')
    .addOption(dataOption())
    .addOption(headsOption())
    .action((key: string, o: Kept) => revokeKey(key, o));
}

function addLedger(ledger: Command): void {
  ledger
    .command('export')
    .description('write the sealed ledger as JSON Lines')
    .option('--project <id>', 'of this project only')
    .option('--out <file>', 'to this file, instead of the standard output')
    .addOption(dataOption())
    .action((o: ExportOptions) => exportToFile(o));
  ledger
    .command('verify')
    .description('check that every entry is what was sealed, and say where it is not; exit code 1 if one is not')
    .argument('[file]', 'an export; without it, the database is verified')
    .option('--head <file>', 'kept heads to compare with; default for the database: those that were kept of it')
    .addOption(dataOption())
    .action((file: string | undefined, o: VerifyOptions) => verifyLedger(file, o));
}
