// Stands in for the kinds of key that the private pages never use (post-quantum and hardware tags):
// they are half of the package's weight. Anything that asks for one is refused.
const absent = new Proxy({}, { get() { throw new Error("this kind of key is not built in"); } });
export { absent as MLKEM768P256, absent as MLKEM768X25519, absent as p256 };
