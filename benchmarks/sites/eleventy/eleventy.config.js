import footnotes from "markdown-it-footnote";

const encoding = {
  x: { field: "date", type: "temporal" },
  y: { field: "value", type: "quantitative" },
  color: { field: "series", type: "nominal" },
};

export default function (config) {
  config.addPassthroughCopy({ "src/data": "data", "src/vendor": "vendor", "src/style.css": "style.css" });
  config.amendLibrary("md", (markdown) => markdown.use(footnotes));
  config.addCollection("articles", (collections) => collections.getFilteredByGlob("src/posts/**/*.md"));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("newest", (pages) => pages.slice(-20).reverse());
  config.addShortcode("chart", (name, title) => {
    const spec = { title, width: 640, height: 320, data: { url: `/data/${name}.csv` }, mark: "line", encoding };
    const call = `vegaEmbed("#${name}", ${JSON.stringify(spec)}, {actions: false})`;
    return `<div class="chart" id="${name}"></div>\n<script>addEventListener("load", () => ${call});</script>`;
  });
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: "njk" };
}
