// What a page gains by scripts; all of it works without.
"use strict";

// Follows a verification while it runs. Without this the page loads itself again (see layout.jte).
function follow(region) {
    const sentence = region.querySelector("[data-sentence]");
    const steps = region.querySelector("[data-steps]");
    const events = new EventSource(region.dataset.events);
    events.addEventListener("progress", event => {
        const progress = JSON.parse(event.data);
        sentence.textContent = progress.sentence;
        steps.innerHTML = progress.html; // Rendered and escaped by the server, as on the page itself.
    });
    events.addEventListener("ended", () => {
        events.close();
        // The buttons around it depend on how it ended. Whoever reads the steps keeps the place.
        location.reload();
    });
}

// Exchanges figures that change, while the page says that they do. Without this it loads itself again.
function refresh(region) {
    setTimeout(async () => {
        try {
            const answer = await fetch(location.href);
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const now = page.querySelector("[data-refresh]");
            if (!answer.ok || answer.redirected) {
                return;
            }
            if (!now) {
                location.reload(); // All is quiet: the buttons around it depend on how it ended.
                return;
            }
            region.innerHTML = now.innerHTML; // Rendered and escaped by the server.
        } catch (away) {
            // The server is away for a moment; it is asked again.
        }
        refresh(region);
    }, region.dataset.refresh * 1000);
}

// Keeps parts of a page up to date. Without this the page shows what was there when it was loaded.
function keepUp(region) {
    const events = new EventSource(region.dataset.live);
    const shown = new Map();
    // Whoever was signed out is led to the sign-in.
    events.addEventListener("left", () => {
        events.close();
        location.reload();
    });
    events.addEventListener("parts", event => {
        const parts = JSON.parse(event.data);
        for (const part of region.querySelectorAll("[data-part]")) {
            const html = parts[part.dataset.part];
            // Whoever stands on a link of it with the keyboard keeps the place; what is the same is not said again.
            if (html !== undefined && html !== shown.get(part) && !part.contains(document.activeElement)) {
                part.innerHTML = html; // Rendered and escaped by the server, as on the page itself.
                shown.set(part, html);
            }
        }
    });
}

// Offers to copy what is to be pasted elsewhere.
function offerCopy(block) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(block.innerText);
            button.textContent = "Copied";
        } catch (refused) {
            button.textContent = "Select it and copy it by hand";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 3000);
    });
    block.before(button);
}

// Ticks all, or none.
function offerTicks(list) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]:not(:disabled)")];
    for (const [label, ticked] of [["Tick none", false], ["Tick all", true]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "quiet";
        button.textContent = label;
        button.addEventListener("click", () => boxes.forEach(box => { box.checked = ticked; }));
        list.querySelector("legend").after(button);
    }
}

// Chooses all rows of a table, or none.
function offerPicks(table) {
    const boxes = [...table.querySelectorAll("input[type=checkbox]")];
    if (boxes.length < 2) {
        return;
    }
    const bar = document.createElement("p");
    for (const [label, ticked] of [["Choose all shown", true], ["Choose none", false]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "quiet";
        button.textContent = label;
        button.addEventListener("click", () => boxes.forEach(box => { box.checked = ticked; }));
        bar.append(button, " ");
    }
    table.parentElement.before(bar);
}

document.querySelectorAll("[data-events]").forEach(follow);
document.querySelectorAll("[data-refresh]").forEach(refresh);
document.querySelectorAll("[data-live]").forEach(keepUp);
document.querySelectorAll("table[data-pick]").forEach(offerPicks);
if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(offerCopy);
}
document.querySelectorAll("[data-ticks]").forEach(offerTicks);
document.querySelector("[data-focus]")?.focus();
