/* The parts of the xmlrpc package that are used: its client and server would bring a second HTTP sender along. */
declare module 'xmlrpc/lib/serializer.js' {
  const serializer: {
    /** The methodCall document. Integers become int, other numbers double, null becomes nil. */
    serializeMethodCall(method: string, params: unknown[], encoding?: string): string;
    serializeMethodResponse(result: unknown): string;
    serializeFault(fault: { faultCode: number; faultString: string }): string;
  };
  export default serializer;
}
declare module 'xmlrpc/lib/deserializer.js' {
  import type { Readable } from 'node:stream';
  class Deserializer {
    constructor(encoding?: string);
    deserializeMethodResponse(stream: Readable, callback: (error: unknown, value: unknown) => void): void;
    deserializeMethodCall(
      stream: Readable,
      callback: (error: unknown, method: string, params: unknown[]) => void,
    ): void;
  }
  export default Deserializer;
}
declare module 'xmlrpc/lib/customtype.js' {
  /** A value that the serializer writes as `<tagName>raw</tagName>`, raw escaped as text. */
  class CustomType {
    constructor(raw: string);
    readonly tagName: string;
  }
  export default CustomType;
}
