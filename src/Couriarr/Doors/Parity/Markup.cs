using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Couriarr.Logging;

namespace Couriarr.Doors.Parity;

/// <summary>
/// HTML in which only what stands in our own lines is HTML: whatever is filled in becomes text, wherever it came from, unless it is
/// such HTML itself. What would turn the direction of reading or hide is spelled out.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Markup(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string ours) => _text.Append(ours);

    public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(Visible.Of(text ?? "")));

    public void AppendFormatted(long number) => _text.Append(number);

    public void AppendFormatted(Markup part) => _text.Append(part._text);

    public void AppendFormatted(IEnumerable<Markup> parts)
    {
        foreach (var part in parts)
            _text.Append(part._text);
    }

    public override string ToString() => _text.ToString();
}
