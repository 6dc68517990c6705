using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Tests.Reconciliation.Listing;

[Trait("family", "reconcile")]
public sealed class PathOrderTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "a/b")]
    [InlineData("a/z", "a b")]
    [InlineData("a/z", "a!/b")]
    [InlineData("A", "a")]
    [InlineData("a/b/c", "a/c")]
    [InlineData("e/z", "e\u0301/a")]
    [InlineData("\u00e9x/a", "z")]
    [InlineData("\uffee", "\U0001F3AC")]
    public void Goes_folder_by_folder_and_then_by_bytes(string first, string second)
    {
        Assert.True(PathOrder.Instance.Compare(first, second) < 0);
        Assert.True(PathOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(
            Math.Sign(PathOrder.KeyOf(first).AsSpan().SequenceCompareTo(PathOrder.KeyOf(second))),
            Math.Sign(PathOrder.Instance.Compare(first, second))
        );
    }

    [Theory]
    [InlineData("Am\u00e9lie (2001)/Am\u00e9lie.mkv", "Ame\u0301lie (2001)/Ame\u0301lie.mkv")]
    [InlineData("\u1e69", "s\u0323\u0307")]
    [InlineData("s\u0307\u0323", "s\u0323\u0307")]
    [InlineData("\u1ec7", "e\u0323\u0302")]
    [InlineData("\uae30\uc0dd\ucda9", "\u1100\u1175\u1109\u1162\u11bc\u110e\u116e\u11bc")]
    [InlineData("\u30ac\u30f3\u30c0\u30e0", "\u30ab\u3099\u30f3\u30bf\u3099\u30e0")]
    [InlineData("\u212b", "A\u030a")]
    [InlineData("\u0439", "\u0438\u0306")]
    public void C25_one_name_in_two_normal_forms_is_one(string composed, string apart)
    {
        Assert.Equal(0, PathOrder.Instance.Compare(composed, apart));
        Assert.Equal(PathOrder.KeyOf(composed), PathOrder.KeyOf(apart));
    }

    [Theory]
    [InlineData("e\u0301", "e\u0300")]
    [InlineData("s\u0301\u0307", "s\u0307\u0301")]
    [InlineData("\ufb01lm", "film")]
    public void Other_names_stay_others(string one, string other) => Assert.NotEqual(0, PathOrder.Instance.Compare(one, other));

    [Fact]
    public void C24_names_that_are_no_text_stay_others_too()
    {
        Assert.NotEqual(0, PathOrder.Compare("\udcff", "\udcfe"));
        Assert.NotEqual(0, PathOrder.Compare("\udcff", "\u00ff"));
        Assert.Equal([0xff, 0, 0xfe], PathOrder.KeyOf("\udcff/\udcfe"));
    }

    [Fact]
    public void Orders_any_paths_as_their_keys_do()
    {
        var chance = new Random(7);
        var signs = "ab /!~\u00e9e\u0301\u0323\uac00\u1100\uffee".ToCharArray();
        var paths = Enumerable
            .Range(0, 300)
            .Select(_ => string.Concat(Enumerable.Range(0, 6).Select(_ => signs[chance.Next(signs.Length)])))
            .ToList();

        foreach (var one in paths)
        foreach (var other in paths)
            Assert.Equal(
                Math.Sign(PathOrder.KeyOf(one).AsSpan().SequenceCompareTo(PathOrder.KeyOf(other))),
                Math.Sign(PathOrder.Instance.Compare(one, other))
            );
    }

    [Fact]
    public void C24_every_name_of_bytes_comes_back_as_it_was()
    {
        var chance = new Random(11);
        var (text, back) = (new char[64], new byte[256]);
        for (var i = 0; i < 20_000; i++)
        {
            var name = new byte[chance.Next(1, 12)];
            chance.NextBytes(name);

            var read = text.AsSpan(0, NameBytes.Read(name, text));

            Assert.Equal(name, back.AsSpan(0, NameBytes.Write(read, back)).ToArray());
            Assert.Equal(System.Text.Unicode.Utf8.IsValid(name), NameBytes.IsText(read));
        }
    }
}
