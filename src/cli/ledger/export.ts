import { chainStart } from '../../core/ledger/chain.ts';
import type { Head } from '../../core/ledger/heads.ts';
import type { LedgerSource } from '../../core/ledger/source.ts';
import { type Header, headerLine, headLine, linkLine, projectLine } from './lines.ts';

/** Writes some lines, and waits until there is room for more. */
export type Write = (text: string) => Promise<void>;

/** Writes the ledger as it stands, damage and all: judging it is the verifier's part. Tells how many entries there were. */
export async function exportLedger(source: LedgerSource, header: Header, write: Write): Promise<number> {
  let entries = 0;
  await write(`${headerLine(header)}\n`);
  for (const project of header.projects) {
    await write(`${projectLine(project)}\n`);
    let head: Head = { projectId: project, seq: 0, hash: chainStart };
    for await (const links of source.links(project)) {
      entries += links.length;
      for (const { seq, hash } of links.slice(-1)) head = { projectId: project, seq, hash };
      await write(links.map((link) => `${linkLine(link)}\n`).join(''));
    }
    await write(`${headLine(head)}\n`);
  }
  return entries;
}
