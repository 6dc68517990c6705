using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlEvent = YamlDotNet.Core.Events;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>
/// Reads YAML into nodes that know their line and column. Works on the parser's events, so that an alias is refused before
/// anything grows from it, and so that all duplicate keys are found, not only the first.
/// </summary>
internal sealed class YamlFile
{
    public const int Largest = 1024 * 1024;
    private const int Deepest = 32;
    private readonly string _label;
    private readonly Problems _problems;
    private readonly Parser _parser;

    private YamlFile(string text, string label, Problems problems) =>
        (_label, _problems, _parser) = (label, problems, new Parser(new StringReader(text)));

    /// <summary>Null when it cannot be read; why, has been said then.</summary>
    public static Mapping? Read(byte[] bytes, string label, Problems problems)
    {
        var start = new Origin(Voice.File, label, 1, 1);
        if (Decoded(bytes) is not { } text)
        {
            problems.Error(start, "the file is not UTF-8 text. Save it as UTF-8.");
            return null;
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Error(
                start,
                "the file is empty, as if writing it had been cut short. Fill it, or remove it: without a file the defaults count."
            );
            return null;
        }
        try
        {
            return new YamlFile(text, label, problems).Document();
        }
        catch (YamlException e)
        {
            YamlFault.Explain(e, text, label, problems);
            return null;
        }
    }

    private static string? Decoded(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private Mapping? Document()
    {
        _parser.Consume<StreamStart>();
        var start = new Origin(Voice.File, _label, 1, 1);
        if (!_parser.TryConsume<DocumentStart>(out _))
            return new Mapping([], start);
        var root = Value(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            _problems.Error(At(second.Start), "a second YAML document begins here ('---'). Put everything into one.");
        return root switch
        {
            Mapping mapping => mapping,
            Configuration.Scalar { Text: null } => new Mapping([], start),
            _ => Refuse(root.At, "the file must hold sections with a name, like 'server:', and not a single value or a list."),
        };
    }

    private Mapping? Refuse(Origin at, string sentence)
    {
        _problems.Error(at, sentence);
        return null;
    }

    private Node Value(int depth)
    {
        var here = _parser.Current!;
        if (depth > Deepest)
            throw new TooDeep(here.Start, $"this lies more than {Deepest} levels deep, which no option does.");
        if (here is NodeEvent { Tag.IsEmpty: false })
            _problems.Error(At(here.Start), "YAML tags like '!name' are not understood here. Leave it away.");
        return here switch
        {
            MappingStart => Pairs(depth),
            SequenceStart => Items(depth),
            AnchorAlias => Alias(),
            _ => Text(_parser.Consume<YamlEvent.Scalar>()),
        };
    }

    private Mapping Pairs(int depth)
    {
        var at = At(_parser.Consume<MappingStart>().Start);
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is not Configuration.Scalar { Text: { } name })
                _problems.Error(key.At, "a key must be a name.");
            else if (!entries.TryAdd(name, new Entry(name, value, key.At)))
                _problems.Error(key.At, $"'{name}' stands here twice, first in line {entries[name].At.Line}. Keep one of them.");
        }
        return new Mapping([.. entries.Values], at);
    }

    private Sequence Items(int depth)
    {
        var at = At(_parser.Consume<SequenceStart>().Start);
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(depth + 1));
        return new Sequence(items, at);
    }

    private Configuration.Scalar Alias()
    {
        var alias = _parser.Consume<AnchorAlias>();
        _problems.Error(At(alias.Start), "aliases ('*name') are not followed here. Write the value out.");
        return new Configuration.Scalar(null, At(alias.Start));
    }

    private Configuration.Scalar Text(YamlEvent.Scalar scalar) => new(IsNothing(scalar) ? null : scalar.Value, At(scalar.Start));

    private static bool IsNothing(YamlEvent.Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private Origin At(Mark mark) => new(Voice.File, _label, mark.Line, mark.Column);
}
