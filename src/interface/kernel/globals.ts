/** What a cell's own process gives it besides the language, as declarations: small, since each cell is checked against them. */

/** Ambient declarations. What is seldom used is `any`: a wrong type here would refuse a right cell. */
export const globals: string = `
interface Console { log(...values: unknown[]): void; error(...values: unknown[]): void; warn(...values: unknown[]): void; info(...values: unknown[]): void; debug(...values: unknown[]): void; table(data: unknown, columns?: string[]): void; dir(value: unknown, options?: any): void; [name: string]: (...values: any[]) => any }
declare const console: Console;
declare function setTimeout(callback: (...values: any[]) => void, delay?: number, ...values: any[]): any;
declare function setInterval(callback: (...values: any[]) => void, delay?: number, ...values: any[]): any;
declare function setImmediate(callback: (...values: any[]) => void, ...values: any[]): any;
declare function clearTimeout(timer?: any): void;
declare function clearInterval(timer?: any): void;
declare function clearImmediate(timer?: any): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: any): T;
declare function atob(text: string): string;
declare function btoa(text: string): string;
declare function fetch(...values: any[]): Promise<any>;
declare function escape(text: string): string;
declare function unescape(text: string): string;
declare const require: any;
declare const process: any;
declare const performance: any;
declare const crypto: any;
interface ImportMeta { [name: string]: any }
interface AbortSignal { readonly aborted: boolean; readonly reason: any; [name: string]: any }
declare namespace NodeJS { type Timeout = any; type Immediate = any; type ErrnoException = any; type ProcessEnv = any }
${"Buffer URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget Headers Request Response FormData Blob File WebSocket ReadableStream WritableStream TransformStream MessageChannel BroadcastChannel DOMException TextDecoderStream TextEncoderStream CompressionStream DecompressionStream WebAssembly"
  .split(" ")
  .map((name) => `declare const ${name}: any;${name === "AbortSignal" ? "" : ` type ${name} = any;`}`)
  .join("\n")}
`;
