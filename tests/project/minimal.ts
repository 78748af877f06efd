/** A small project that is right; a case changes what it is about. */
export const minimal = `project: small
name: Small
director: editor
people:
  - id: owner
    name: You
    may: everything
    accounts: { console: local/owner }
  - id: mara
    name: Mara
    may: [view, decide]
    accounts: { slack: T1/U1 }
roles:
  - handle: editor
    name: Editor
    emoji: 📝
    domain: [wording]
    instructions: Write plainly.
    model: fast
models:
  fast: { name: tiny, api_key_from: FAST_KEY }
pipelines:
  - id: letter
    name: Letter
    about: Writes and sends a letter.
    parameters:
      - { name: size, label: Size, kind: choice, choices: [small, large], default: small }
    stages:
      - id: draft
        name: Draft
        do: write
        role: editor
        needs: [brief]
        makes: letter
        brief: Write a letter.
        gate: { approvers: [owner, mara], quorum: 2 }
      - id: send
        name: Send
        do: command
        run: [cat, letter]
        needs: [letter]
        makes: receipt
        irreversible: true
        gate: { when: before, human: always }
`;

/** The minimal project with one passage written in another way. */
export function altered(from: string, to: string): string {
  if (minimal.split(from).length !== 2) throw new Error(`"${from}" does not stand once in the minimal project`);
  return minimal.replace(from, () => to);
}
