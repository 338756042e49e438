/** The service worker: shows push messages, and opens what they are about when a person taps. It answers nothing by itself and keeps no copies. */

/** Only pages of this server. */
const ours = (address) => {
  try {
    const url = new URL(address, self.location.origin);
    return url.origin === self.location.origin ? url.href : self.location.origin;
  } catch {
    return self.location.origin;
  }
};

/** What came, as far as it can be read: something is always shown, or the browser takes push away. */
const read = (data) => {
  try {
    const message = data.json();
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
};

const text = (value, otherwise) => (typeof value === "string" && value !== "" ? value : otherwise);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const message = read(event.data);
  const shown = {
    body: text(message.body, "Open Quarterdeck to see what it is."),
    tag: text(message.tag, "quarterdeck"),
    renotify: true,
    requireInteraction: message.urgent === true,
    vibrate: message.urgent === true ? [400, 200, 400, 200, 400] : [200],
    icon: "/icon-192.png",
    badge: "/badge.png",
    data: { url: text(message.url, "/") },
    actions: message.answer === true ? [{ action: "answer", title: "I am on it" }] : [],
  };
  event.waitUntil(self.registration.showNotification(text(message.title, "Quarterdeck"), shown));
});

/** A tap opens the page with the two buttons; only pressing one of them there answers. */
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(ours(event.notification.data?.url ?? "/")));
});
