import { commandExecutor } from '../../../src/agents/command/executor.ts';
import { assignmentOf, commandStage, OpenBoundary } from '../stage.ts';

/**
 * A worker for tests to kill or to freeze: runs one command, and prints what it hears of it. Its lease is renewed while it lives. A
 * machine under load may take seconds to start a command, and must not look frozen by that: the short lease begins with the first word.
 */
const [command = '', mark = '', folder = ''] = process.argv.slice(2);
const boundary = new OpenBoundary();
let leaseMs = 30_000;
boundary.heldFor = () => leaseMs;
boundary.output = (text) => {
  leaseMs = 3000;
  // By then the supervisor was told so, whose signs go out four times a second.
  setTimeout(() => process.stdout.write(text), 600);
};
const stage = commandStage(command, { environment: { MARK: mark } });
await commandExecutor({ host: { PATH: process.env.PATH ?? '', TMPDIR: folder }, workspaces: folder }).execute(
  assignmentOf(stage),
  boundary,
);
