export interface ChatTool {
  type: string;
  function: { name: string; description?: string; parameters?: Record<string, unknown>; strict?: boolean };
}

/** OpenAI's longest list of tools. */
const mostTools = 128;

const choices = ['auto', 'none', 'required'];

/** Why the tools of a request would be refused; null when they are well formed. */
export function refuseTools(tools: readonly ChatTool[] | undefined, choice: string | undefined): string | null {
  if (tools === undefined) {
    return choice === undefined
      ? null
      : "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.";
  }
  if (!Array.isArray(tools) || tools.length === 0) return `[] is too short - 'tools'`;
  if (tools.length > mostTools)
    return `Invalid 'tools': array too long. Expected an array with maximum length ${mostTools}.`;
  if (choice !== undefined && !choices.includes(choice)) return `Invalid value for 'tool_choice': ${choice}`;
  const names = tools.map((it: ChatTool) => it.function.name);
  if (new Set(names).size !== names.length) return `Tool names are not unique: ${names.join(', ')}`;
  return tools.map(refuseTool).find((it) => it !== null) ?? null;
}

function refuseTool({ type, function: tool }: ChatTool): string | null {
  if (type !== 'function') return `Invalid value: '${type}' - tools.type`;
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(tool.name)) return `Invalid 'tools.function.name': ${tool.name}`;
  if (typeof tool.description !== 'string' || tool.description === '') return `Invalid description of ${tool.name}`;
  return tool.parameters?.type === 'object'
    ? null
    : `Invalid schema for function '${tool.name}': schema must be a JSON Schema of 'type: "object"', got 'type: "${String(tool.parameters?.type)}"'.`;
}
