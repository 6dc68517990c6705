using System.Text.RegularExpressions;
using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Reads what numbers and dates are compared with.</summary>
internal sealed partial class BoundReader(Problems problems)
{
    public static readonly string[] Signs = [.. Compare.By.Keys, "between", "one_of"];

    // Two days that are so far from today are as far from each other on any day.
    private static readonly DateOnly AnyDay = new(2000, 1, 1);

    /// <param name="sign">Empty when the value stands alone: it may begin with its sign then, like "&gt;= 20".</param>
    public Condition? Read(Field<double?> field, string sign, Node node, string path, Func<string, Bound?> parse, string expectation)
    {
        switch (sign, node)
        {
            case ("between", Sequence { Items.Count: 2 } pair):
                return Bounds(pair) is [var low, var high] ? Between(low, high, node) : null;
            case ("between", _):
                problems.Error(node.At, $"{path} must be two values, like [1, 2]. Both belong to it.");
                return null;
            case ("one_of" or "", Sequence { Items.Count: > 0 } list):
                return Bounds(list) is { } any ? AnyOf.Of([.. any.Select(bound => Compare.With(field, "=", bound))]) : null;
            case ("one_of", _):
                problems.Error(node.At, $"{path} must be a list, like [1, 2].");
                return null;
            default:
                return Single(node) is { } one ? Compare.With(field, one.Sign, one.Bound) : null;
        }

        List<Bound>? Bounds(Sequence list)
        {
            var bounds = list.Items.Select(item => Parsed(item, (item as Scalar)?.Text)).ToList();
            return bounds.Contains(null) ? null : [.. bounds.OfType<Bound>()];
        }

        (string Sign, Bound Bound)? Single(Node item)
        {
            var text = (item as Scalar)?.Text;
            var match = Signed().Match(sign.Length == 0 && text is not null ? text : "");
            var bound = Parsed(item, match.Success ? match.Groups["rest"].Value : text);
            return bound is null
                ? null
                : (
                    match.Success ? match.Groups["sign"].Value
                    : sign.Length == 0 ? "="
                    : sign,
                    bound
                );
        }

        Bound? Parsed(Node item, string? text)
        {
            if (text is not null && parse(text.Trim()) is { } bound)
                return bound;
            problems.Error(item.At, $"{path} must be {expectation}{(text is { Length: < 80 } ? $", not '{text.Trim()}'" : "")}.");
            return null;
        }

        Condition? Between(Bound low, Bound high, Node at)
        {
            if (low.FollowsCalendar != high.FollowsCalendar || low.On(AnyDay) <= high.On(AnyDay))
                return All.Of(Compare.With(field, ">=", low), Compare.With(field, "<=", high));
            problems.Error(at.At, $"{path}: nothing is between {low.Text} and {high.Text}. Write the smaller one first.");
            return null;
        }
    }

    [GeneratedRegex("^\\s*(?<sign><=|>=|<|>|=)(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Signed();
}
