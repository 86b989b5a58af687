namespace TestHarness.Reports.Tests.Html.Browser;

/// <summary>The contrast of texts, as WCAG 2 defines it; 4.5 is enough for texts of any size.</summary>
internal static class Contrast
{
    /// <summary>The script that returns a line for each kind of text with too little contrast.</summary>
    public const string Script = """
        (() => {
          const numbers = color => color.match(/[\d.]+/g).map(Number);
          const luminance = color => {
            const [r, g, b] = numbers(color).map(part => part / 255)
              .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const paper = element => {
            for (; element; element = element.parentElement) {
              const color = getComputedStyle(element).backgroundColor;
              if (numbers(color).length === 3 || numbers(color)[3] === 1) return color;
            }
            return "rgb(255, 255, 255)";
          };
          const found = new Set();
          for (const element of document.querySelectorAll("main *")) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
            const style = getComputedStyle(element);
            const ink = element instanceof SVGElement ? style.fill : style.color;
            const [light, dark] = [luminance(ink), luminance(paper(element))].sort((a, b) => b - a);
            const contrast = (light + 0.05) / (dark + 0.05);
            if (contrast < 4.5) found.add(`${element.tagName} ${element.getAttribute("class")} ${ink} ${contrast.toFixed(2)}`);
          }
          return [...found];
        })()
        """;
}
