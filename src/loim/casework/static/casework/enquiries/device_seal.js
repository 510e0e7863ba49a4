// Seals what waits on this device so that only the platform can read it (device_seal.py): a key
// pair of its own for each entry (ECDH, P-256), HKDF-SHA-256, AES-256-GCM.
(() => {
  "use strict";
  const text = new TextEncoder();
  const CURVE = { name: "ECDH", namedCurve: "P-256" };

  const asBase64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const fromBase64 = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

  const keyWith = async (platform, own) => {
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: platform }, own, 256);
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    return crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: text.encode("loim"), info: text.encode("loim.counselling.device.1") },
      base, { name: "AES-GCM", length: 256 }, false, ["encrypt"],
    );
  };

  // `binding` says who wrote it and which submission it is: it can pass for no other.
  window.loimSeal = async (entry, { publicKey, binding }) => {
    const platform = await crypto.subtle.importKey("raw", fromBase64(publicKey), CURVE, false, []);
    const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
    const key = await keyWith(platform, own.privateKey);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: text.encode(binding) }, key, text.encode(JSON.stringify(entry)),
    );
    const from = await crypto.subtle.exportKey("raw", own.publicKey);
    return { from: asBase64(from), iv: asBase64(iv), data: btoa(Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join("")) };
  };
})();
