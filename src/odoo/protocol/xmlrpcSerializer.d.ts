declare module 'xmlrpc/lib/serializer.js' {
  const serializer: {
    /** The methodCall document. Integers become int, other numbers double, null becomes nil. */
    serializeMethodCall(method: string, params: unknown[], encoding?: string): string;
  };
  export default serializer;
}
