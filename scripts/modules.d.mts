export interface Import {
  specifier: string;
  kind: 'static' | 'lazy' | 'type';
  line: number;
}

export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

export interface ParsedModule {
  imports: Import[];
  nodes: SyntaxNode[];
  lineOf(offset: number): number;
}

export function listFiles(folder: string): string[];
export function walk(node: unknown): Generator<SyntaxNode>;
export function parseModule(path: string, code?: string): ParsedModule;
