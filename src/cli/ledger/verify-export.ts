import { followChain, type Following } from '../../core/ledger/follow.ts';
import type { Head } from '../../core/ledger/heads.ts';
import { headLine, projectLine, readHeader, readLink } from './lines.ts';
import { linesOf } from './split.ts';
import { nothingFound, note, type Verdict } from './verdict.ts';

/** Verifies an export from its bytes alone. */
export async function verifyExport(chunks: AsyncIterable<Buffer>, kept: readonly Head[]): Promise<Verdict> {
  const reading = new Reading(kept);
  for await (const lines of linesOf(chunks)) {
    for (const { bytes, isWhole } of lines) reading.line(bytes, isWhole);
  }
  return reading.end();
}

class Reading {
  private readonly verdict = nothingFound();
  private number = 0;
  private isWhole = true;
  private due: string[] | null = null;
  private readonly seen = new Set<string>();
  private project: string | null = null;
  private chain: Following | null = null;

  constructor(private readonly kept: readonly Head[]) {}

  line(bytes: Buffer, isWhole: boolean): void {
    this.number += 1;
    if (!isWhole) this.fault('the file ends within this line: it was cut off');
    else if (this.number === 1) this.header(bytes.toString());
    else if (this.chain === null) this.openOrFault(bytes.toString());
    else this.link(bytes, this.chain);
  }

  end(): Verdict {
    if (this.number === 0) this.fault('it is empty');
    if (this.chain) this.fault('its head is missing: the file was cut off');
    this.close();
    for (const project of this.due ?? []) this.fault(`project ${project} is missing, which the first line names`);
    for (const head of this.isWhole ? this.kept : []) {
      if (!this.seen.has(head.projectId)) note(this.verdict, followChain(head.projectId, head).end());
    }
    return this.verdict;
  }

  private header(line: string): void {
    const header = readHeader(line);
    this.due = header && [...header.projects];
    this.isWhole = header?.isWhole ?? true;
    if (!header) this.fault('it is not the first line of an export that this version reads');
  }

  /** Between the projects, a line names the next one. */
  private openOrFault(line: string): void {
    const next = this.due?.shift() ?? nameIn(line);
    if (next === null || line !== projectLine(next)) this.fault(`project ${next ?? 'none'} should begin here`);
    if (next !== null) this.open(next);
  }

  private open(project: string): void {
    this.seen.add(project);
    this.project = project;
    this.chain = followChain(project, this.kept.find((head) => head.projectId === project) ?? null);
  }

  private link(bytes: Buffer, chain: Following): void {
    const link = readLink(bytes);
    if (!link) return this.headOrFault(bytes.toString(), chain);
    this.verdict.entries += 1;
    // The rest of the chain hangs on its first link.
    if (chain.head.seq === 0 && link.text !== null && projectIn(link.text) !== this.project) {
      this.fault(`the entry is one of project ${projectIn(link.text)}`);
    }
    note(this.verdict, chain.add(link));
  }

  private headOrFault(line: string, chain: Following): void {
    if (line === headLine(chain.head)) return this.close();
    const [next] = this.due ?? [];
    if (next !== undefined && line === projectLine(next)) {
      this.fault('its head is missing before this line');
      this.close();
      return this.openOrFault(line);
    }
    if (!line.startsWith('{"head":')) return this.fault('it is no entry as it was exported');
    this.fault(`the head is not that of the entries before it, ${headLine(chain.head)}`);
    this.close();
  }

  private close(): void {
    if (!this.chain) return;
    note(this.verdict, this.chain.end());
    this.verdict.heads.push(this.chain.head);
    this.chain = this.project = null;
  }

  private fault(what: string): void {
    const seq = this.chain ? this.chain.head.seq + 1 : null;
    note(this.verdict, { projectId: this.project, seq, entryId: null, what: `line ${this.number}: ${what}` });
  }
}

function fieldIn(text: string, field: string): string | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

const nameIn = (line: string): string | null => fieldIn(line, 'project');
const projectIn = (text: string | Uint8Array): string | null => fieldIn(Buffer.from(text).toString(), 'projectId');
