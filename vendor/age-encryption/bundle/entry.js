// What the private pages use of the package, and nothing else.
export { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient, webauthn } from "age-encryption";
