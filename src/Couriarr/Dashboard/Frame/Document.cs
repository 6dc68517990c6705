using Microsoft.AspNetCore.Components;

namespace Couriarr.Dashboard.Frame;

/// <summary>Puts a page into our frame, and what it shows within its reach.</summary>
internal static class Document
{
    /// <typeparam name="TSheet">The frame: it takes a title and content.</typeparam>
    public static RenderFragment Around<TSheet, TPage, TView>(Visit visit, string title, TView view)
        where TSheet : IComponent
        where TPage : IComponent
        where TView : class =>
        Handing(
            visit,
            builder =>
            {
                builder.OpenComponent(0, typeof(TSheet));
                builder.AddComponentParameter(1, nameof(Sheet.Title), title);
                builder.AddComponentParameter(2, nameof(Sheet.Content), Handing(view, Only<TPage>()));
                builder.CloseComponent();
            }
        );

    /// <summary>All that is in it can ask for the thing by its type.</summary>
    public static RenderFragment Handing<T>(T thing, RenderFragment content) =>
        builder =>
        {
            builder.OpenComponent<CascadingValue<T>>(0);
            builder.AddComponentParameter(1, nameof(CascadingValue<T>.Value), thing);
            builder.AddComponentParameter(2, nameof(CascadingValue<T>.IsFixed), true);
            builder.AddComponentParameter(3, nameof(CascadingValue<T>.ChildContent), content);
            builder.CloseComponent();
        };

    private static RenderFragment Only<TPage>()
        where TPage : IComponent =>
        builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.CloseComponent();
        };
}
