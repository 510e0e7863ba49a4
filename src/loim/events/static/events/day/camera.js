// Reads QR codes with the camera: by the browser itself where it can, else by jsQR.
(() => {
  "use strict";
  const PAUSE = 150; // milliseconds between two looks
  const WIDEST = 640; // pixels are enough for a code held before the camera

  const byBrowser = async () => {
    if (!("BarcodeDetector" in window)) return null;
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!formats.includes("qr_code")) return null;
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  };

  const loaded = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  const byScript = async (address) => {
    if (!window.jsQR) await loaded(address);
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return window.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? "";
    };
  };

  // Calls `found(text)` for what it sees; gives a function that ends it. Rejects without a camera.
  window.loimCamera = async (video, readerAddress, found) => {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment" }, audio: false,
    });
    video.srcObject = stream;
    await video.play();
    const read = (await byBrowser()) ?? (await byScript(readerAddress));
    let isOn = true;
    const look = async () => {
      if (!isOn) return;
      if (video.videoWidth) {
        const text = await read(video).catch(() => "");
        if (text && isOn) found(text);
      }
      setTimeout(look, PAUSE);
    };
    look();
    return () => {
      isOn = false;
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    };
  };
})();
