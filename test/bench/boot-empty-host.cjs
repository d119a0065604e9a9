// The floor of a host's start: a process that answers one question.
process.on("message", ({ request }) => process.send({ type: "reply", request, ok: true }));
