export default {
  title: "The Daily Sample",
  root: "src",
  output: "dist",
  theme: "light",
  globalStylesheets: [],
  sidebar: false,
  pager: false,
};
