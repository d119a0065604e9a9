import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServerNotifications } from "../../../../client/src/infrastructure/server-requests.ts";
import {
  NotificationListeners,
  type NotificationSource,
} from "../../../../client/src/language/notification-listeners.ts";

const method = "confidentialPods/previewChanged";

/** A server process that sends one notification about a document. */
function sourceOf(): { readonly source: NotificationSource; readonly send: (uri: string) => void } {
  const handlers: ((params: ServerNotifications[typeof method]) => void)[] = [];
  return {
    source: { onNotification: (name, handler) => name === method && handlers.push(handler) },
    send: (uri) => {
      for (const handler of handlers) handler({ uri });
    },
  };
}

test("listeners hear every server that they are attached to, before and after they came", () => {
  const listeners = new NotificationListeners();
  const heard: string[] = [];
  const [first, second] = [sourceOf(), sourceOf()];
  listeners.add(method, ({ uri }) => heard.push(`early ${uri}`));
  listeners.attachTo(first.source);
  listeners.add(method, ({ uri }) => heard.push(`late ${uri}`));
  listeners.attachTo(second.source);
  first.send("a");
  second.send("b");
  assert.deepEqual(heard, ["early a", "late a", "early b", "late b"]);
});

test("who is disposed of hears nothing any more, others do", () => {
  const listeners = new NotificationListeners();
  const heard: string[] = [];
  const { source, send } = sourceOf();
  listeners.attachTo(source);
  const leaving = listeners.add(method, () => {
    heard.push("leaving");
    leaving.dispose();
  });
  listeners.add(method, () => heard.push("staying"));
  send("a");
  send("a");
  assert.deepEqual(heard, ["leaving", "staying", "staying"]);
});
