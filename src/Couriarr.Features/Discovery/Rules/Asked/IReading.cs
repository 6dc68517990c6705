using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>How fields are read of whatever stands for a show, so that one show and a whole table are judged by the same conditions.</summary>
internal interface IReading<in TRow>
{
    Func<TRow, Answer> Ask<T>(Field<T> field, Func<T, Answer> test);
}

/// <summary>Shows one by one.</summary>
internal sealed class ShowByShow : IReading<Show>
{
    public static readonly ShowByShow Reading = new();

    public Func<Show, Answer> Ask<T>(Field<T> field, Func<T, Answer> test) => show => test(field.Read(show));
}
