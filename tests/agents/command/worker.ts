import { commandExecutor } from '../../../src/agents/command/executor.ts';
import { assignmentOf, commandStage, OpenBoundary } from '../stage.ts';

/** A worker for tests to kill or to freeze: runs one command, and prints what it hears of it. Its lease is renewed while it lives. */
const [command = '', mark = '', folder = ''] = process.argv.slice(2);
const boundary = new OpenBoundary();
boundary.heldFor = () => 1_000;
boundary.output = (text) => void process.stdout.write(text);
const stage = commandStage(command, { environment: { MARK: mark } });
await commandExecutor({ host: { PATH: process.env.PATH ?? '', TMPDIR: folder }, workspaces: folder }).execute(
  assignmentOf(stage),
  boundary,
);
