// SPDX-License-Identifier: Apache-2.0
// Draws /openapi.json. Everything from the description enters the page as text, never as markup.
"use strict";

const kVerbs = ["get", "post", "put", "patch", "delete"];
const kWho = { anonymous: "anyone", customer: "customers", seller: "sellers", admin: "administrators" };
const kDeepest = 6;

// An element: make("p", {class: "quiet"}, "text", child, …).
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

class Reference {
  constructor(description) {
    this.description = description;
    this.operations = [];
    for (const [path, verbs] of Object.entries(description.paths)) {
      for (const verb of kVerbs) {
        if (verbs[verb]) this.operations.push({ path, verb, ...verbs[verb] });
      }
    }
  }

  resolve(node) {
    while (node && node.$ref) {
      node = node.$ref.slice(2).split("/").reduce((at, name) => at[name.replace(/~1/g, "/")], this.description);
    }
    return node || {};
  }

  // A schema with what stands around a reference merged into it, and the name of what it refers to.
  flatten(schema) {
    if (schema.allOf) {
      const inner = this.flatten(schema.allOf[0]);
      return { ...inner, description: schema.description || inner.description };
    }
    if (schema.$ref) return { ...this.resolve(schema), title: schema.$ref.split("/").pop() };
    return schema;
  }

  typeName(schema) {
    const flat = this.flatten(schema);
    if (flat.type === "array") return "list of " + this.typeName(flat.items);
    if (flat.additionalProperties && flat.additionalProperties !== true) {
      return "map of " + this.typeName(flat.additionalProperties);
    }
    if (flat.title) return flat.title;
    return flat.format && flat.format !== "byte" ? `${flat.type} (${flat.format})` : flat.format === "byte" ? "base 64" : flat.type || "any";
  }

  limits(schema) {
    const flat = this.flatten(schema);
    const low = flat.minimum ?? flat["x-minimum"];
    const high = flat.maximum ?? flat["x-maximum"];
    const told = [];
    const range = (from, to, unit) => {
      if (from === undefined && to === undefined) return;
      const text = from === to ? `exactly ${from}` : from === undefined ? `at most ${to}` : to === undefined ? `at least ${from}` : `${from} to ${to}`;
      told.push(text + unit);
    };
    range(flat.minLength, flat.maxLength, " characters");
    if (!(low === 0 && high === 4294967295)) range(low, high, "");
    range(flat.minItems, flat.maxItems, " items");
    range(flat.minProperties, flat.maxProperties, " entries");
    if (flat.uniqueItems) told.push("no item twice");
    if (flat["x-maxBytes"]) told.push(`at most ${flat["x-maxBytes"]} bytes`);
    if (flat["x-prefix"]) told.push(`begins with ${flat["x-prefix"]}`);
    if (flat.pattern) told.push(`matches ${flat.pattern}`);
    if (flat.enum && !flat.title) told.push("one of " + flat.enum.map((value) => JSON.stringify(value)).join(", "));
    if (flat.items && !flat.items.$ref) {
      const inner = this.limits(flat.items);
      if (inner) told.push("each " + inner);
    }
    return told.join(" · ");
  }

  // What lies inside of a field: members of an object or of a list's items, choices of an enum.
  inside(schema, depth, seen) {
    const flat = this.flatten(schema);
    if (flat.type === "array") return this.inside(flat.items, depth, seen);
    if (flat.additionalProperties && flat.additionalProperties !== true) {
      return this.inside(flat.additionalProperties, depth, seen);
    }
    if (flat.enum && flat.title) {
      const told = flat["x-enum-descriptions"] || {};
      return make("ul", { class: "fields" }, flat.enum.map((value) =>
        make("li", {}, make("span", { class: "name" }, value), told[value] && make("p", { class: "quiet" }, told[value]))));
    }
    if (!flat.properties || depth > kDeepest || seen.includes(flat.title)) return null;
    return this.fields(flat, depth + 1, flat.title ? [...seen, flat.title] : seen);
  }

  // Fields of a request that must be given are marked, and fields of a reply that may be missing.
  fields(schema, depth = 0, seen = []) {
    const required = schema.required || [];
    return make("ul", { class: "fields" }, Object.entries(schema.properties || {}).map(([name, property]) => {
      const mark = schema.additionalProperties === false ? required.includes(name) && "required" : !required.includes(name) && "may be missing";
      return this.field(name, property, mark, depth, seen);
    }));
  }

  field(name, schema, mark, depth, seen) {
    const flat = this.flatten(schema);
    const limits = this.limits(schema);
    const inside = this.inside(schema, depth, seen);
    return make("li", {},
      make("span", { class: "name" }, name),
      make("span", { class: "type" }, this.typeName(schema)),
      mark && make("span", { class: mark === "required" ? "must" : "type" }, mark),
      flat.deprecated && make("span", { class: "must" }, "deprecated"),
      (schema.description || !inside) && flat.description && make("p", {}, flat.description),
      limits && make("div", { class: "limits" }, limits),
      inside && make("details", {}, make("summary", {}, flat.enum ? "Values" : "Fields"), inside));
  }

  sampleValue(schema, depth = 0) {
    const flat = this.flatten(schema);
    const told = flat.type === "string" && /for example "([^"]+)"/i.exec(schema.description || flat.description || "");
    if (told) return told[1];
    if (flat.enum) return flat.enum.find((value) => !/_UNSPECIFIED$/.test(value) && value !== "") ?? flat.enum[0];
    if (flat.type === "array") return depth > 3 ? [] : [this.sampleValue(flat.items, depth + 1)];
    if (flat.type === "object") {
      const members = {};
      for (const [name, property] of Object.entries(flat.properties || {})) {
        const needed = (flat.required || []).includes(name);
        if (needed || depth < 2) members[name] = depth > 3 ? {} : this.sampleValue(property, depth + 1);
      }
      return members;
    }
    if (flat.type === "boolean") return true;
    if (flat.type === "integer" || flat.type === "number") return Math.max(flat.minimum ?? 1, Math.min(1, flat.maximum ?? 1));
    const formats = { "date-time": "2026-01-31T08:00:00Z", email: "somebody@example.com", int64: "1", uint64: "1", byte: "AA==",
      uuid: "0189c1a4-7b2e-7c3d-9e4f-0123456789ab" };
    if (/int64/.test(flat.format || "")) return String(flat["x-minimum"] > 1 ? flat["x-minimum"] : 1);
    return formats[flat.format] || "…";
  }

  curl(operation) {
    const parameters = operation.parameters || [];
    const query = parameters.filter((parameter) => parameter.in === "query" && parameter.required)
      .map((parameter) => `${parameter.name}=${encodeURIComponent(this.sampleValue(parameter.schema))}`).join("&");
    let command = "curl";
    if (operation.verb !== "get") command += ` -X ${operation.verb.toUpperCase()}`;
    command += ` '${location.origin}${operation.path}${query && "?" + query}'`;
    if (operation.security.length > 0) command += " \\\n  -H \"Authorization: Bearer $TOKEN\"";
    if (parameters.some((parameter) => parameter.name === "Idempotency-Key")) command += " \\\n  -H \"Idempotency-Key: $(uuidgen)\"";
    const content = operation.requestBody && operation.requestBody.content;
    if (content && content["application/json"]) {
      const body = JSON.stringify(this.sampleValue(content["application/json"].schema), null, 2).replace(/'/g, "'\\''");
      command += ` \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`;
    } else if (content) {
      command += " \\\n  --data-binary @file";
    }
    return command;
  }

  sample(text) {
    const button = make("button", { type: "button" }, "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    return make("div", { class: "sample" }, make("pre", { tabindex: "0" }, text), button);
  }

  address(operation) {
    const parts = operation.path.split(/(\{[^}]+\})/).map((part) => (part.startsWith("{") ? make("b", {}, part) : part));
    return make("p", { class: "address" }, make("span", { class: "verb " + operation.verb }, operation.verb), make("span", { class: "path" }, parts));
  }

  tokens(operation) {
    const tokens = operation["x-roles"].map((role) => make("li", { class: "who" }, kWho[role] || role));
    tokens.push(make("li", {}, `limit: ${operation["x-rate-class"]}`));
    tokens.push(make("li", {}, `at most ${operation["x-timeout-ms"] / 1000} s`));
    if (operation["x-cache-seconds"]) tokens.push(make("li", {}, `may be ${operation["x-cache-seconds"]} s old`));
    return make("ul", { class: "tokens" }, tokens);
  }

  reply(operation) {
    const [type, media] = Object.entries(operation.responses["200"].content)[0];
    const schema = this.flatten(media.schema);
    if (schema.format === "binary") return make("p", { class: "quiet" }, "A page or a file.");
    const note = type === "text/event-stream" && make("p", { class: "quiet" }, "A stream of events, each with:");
    if (Object.keys(schema.properties || {}).length === 0) return make("p", { class: "quiet" }, "An empty object.");
    return make("div", {}, note, this.fields(schema));
  }

  errors(operation) {
    const rows = Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status))
      .map(([status, response]) => make("tr", {}, make("td", {}, make("code", {}, status)), make("td", {}, this.resolve(response).description)));
    return make("details", {}, make("summary", {}, "Errors"), make("table", {}, make("tbody", {}, rows)));
  }

  method(operation) {
    const parameters = operation.parameters || [];
    const content = operation.requestBody && Object.values(operation.requestBody.content)[0];
    const body = content && this.flatten(content.schema);
    const list = (title, kind) => {
      const some = parameters.filter((parameter) => parameter.in === kind);
      return some.length > 0 && [make("h4", {}, title), make("ul", { class: "fields" }, some.map((parameter) =>
        this.field(parameter.name, { ...parameter.schema, ...(parameter.schema.$ref ? {} : { description: parameter.description }) }, parameter.required && "required", 0, [])))];
    };
    const asked = [list("Path", "path"), list("Query", "query"), list("Headers", "header"),
      body && [make("h4", {}, "Body"), body.properties ? this.fields(body) : make("p", { class: "quiet" }, "A file, as it is.")]];
    return make("section", { class: "method", id: operation.operationId },
      make("h3", {}, make("a", { href: "#" + operation.operationId }, operation.summary)),
      this.address(operation),
      this.tokens(operation),
      operation.description !== operation.summary + "." && make("p", {}, operation.description || ""),
      make("div", { class: "parts" },
        make("div", {}, ...asked.filter(Boolean).flat(2).filter(Boolean), make("h4", {}, "Reply"), this.reply(operation), this.errors(operation)),
        make("div", {}, make("h4", {}, "Example"), this.sample(this.curl(operation)))));
  }

  service(tag, operations) {
    const reasons = (tag["x-reasons"] || []).map((reason) =>
      make("tr", {}, make("td", {}, make("code", {}, reason.reason)), make("td", {}, String(reason.status)), make("td", {}, reason.description)));
    return make("section", { class: "service", id: "service-" + tag.name },
      make("h2", {}, tag["x-displayName"] || tag.name),
      make("p", { class: "quiet" }, tag.description || ""),
      reasons.length > 0 && make("details", {}, make("summary", {}, "Reasons of failure"), make("table", {}, make("tbody", {}, reasons))),
      operations.map((operation) => this.method(operation)));
  }

  // Words of a search are all in the method's texts or the names of its fields.
  matches(operation, words, role) {
    if (role && !operation["x-roles"].includes(role) && !(role !== "anonymous" && operation["x-roles"].includes("anonymous"))) return false;
    if (!operation.haystack) {
      const names = new Set();
      const collect = (schema, depth) => {
        const flat = this.flatten(schema);
        if (flat.items) collect(flat.items, depth);
        for (const [name, property] of Object.entries(flat.properties || {})) {
          names.add(name);
          if (depth < 4) collect(property, depth + 1);
        }
      };
      for (const holder of [operation.requestBody, operation.responses["200"]]) {
        for (const media of Object.values((holder && holder.content) || {})) collect(media.schema, 0);
      }
      const parameters = (operation.parameters || []).map((parameter) => parameter.name);
      operation.haystack = [operation.verb, operation.path, operation.operationId, operation.description, ...parameters, ...names].join(" ").toLowerCase();
    }
    return words.every((word) => operation.haystack.includes(word));
  }

  draw(search, role) {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const contents = [];
    const services = [];
    for (const tag of this.description.tags) {
      const operations = this.operations.filter((operation) => operation.tags[0] === tag.name && this.matches(operation, words, role));
      if (operations.length === 0) continue;
      contents.push(make("h2", {}, tag["x-displayName"] || tag.name), make("ul", {}, operations.map((operation) =>
        make("li", {}, make("a", { href: "#" + operation.operationId },
          make("span", { class: "verb " + operation.verb }, operation.verb), make("span", {}, operation.summary))))));
      services.push(this.service(tag, operations));
    }
    const info = this.description.info;
    document.title = info.title + " API";
    document.querySelector(".brand").textContent = info.title + " API";
    document.getElementById("contents").replaceChildren(...contents);
    const head = words.length > 0 || role ? [] : [make("h1", {}, info.title + " API"), make("p", {}, info.description),
      make("p", { class: "quiet" }, `Version ${info.version}, ${this.operations.length} methods. For programs: `, make("a", { href: "/openapi.json" }, "openapi.json"))];
    const nothing = services.length === 0 ? [make("p", { class: "quiet" }, "Nothing matches.")] : [];
    document.getElementById("content").replaceChildren(...head, ...services, ...nothing);
  }
}

function chooseTheme() {
  const root = document.documentElement;
  const stored = localStorage.getItem("theme");
  if (stored) root.dataset.theme = stored;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
}

function followScrolling() {
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of document.querySelectorAll("nav a[aria-current]")) link.removeAttribute("aria-current");
      const link = document.querySelector(`nav a[href="#${CSS.escape(entry.target.id)}"]`);
      if (link) link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const method of document.querySelectorAll(".method")) watcher.observe(method);
}

async function start() {
  chooseTheme();
  const response = await fetch("/openapi.json");
  if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
  const reference = new Reference(await response.json());
  const search = document.getElementById("search");
  const role = document.getElementById("role");
  const draw = () => { reference.draw(search.value, role.value); followScrolling(); };
  const redraw = () => { draw(); scrollTo(0, 0); };
  search.addEventListener("input", redraw);
  role.addEventListener("change", redraw);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
    if (event.key === "Escape" && document.activeElement === search) { search.value = ""; redraw(); }
  });
  draw();
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) target.scrollIntoView();
}

start().catch((error) => {
  document.getElementById("content").textContent = "The description could not be shown: " + error.message;
});
